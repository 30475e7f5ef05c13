"""The classifications with the addresses, parameters and members of Klass, the service of Statistics Norway."""
