"""Line coverage of a test run, over all its processes, held against a floor for each room."""
