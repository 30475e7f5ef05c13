"""Documents fetched from the services that publish them."""
