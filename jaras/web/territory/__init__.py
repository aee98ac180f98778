"""Pages of the territory: its communes, its places, its map, the first start of a real installation."""
