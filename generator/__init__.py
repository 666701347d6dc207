"""Resources in, environments, servers, tool graphs, trajectories and data sets out; and the command line."""
