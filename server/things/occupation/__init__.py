"""The page about an occupation: titles, related occupations, codes, educations and the way to it."""
