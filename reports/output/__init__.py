"""Files on the disk: all or none, harmless names and cells, and what a disk refuses."""
