"""Where people live: provinces, communes, named places."""
