/** Parts of Node that the database client names and never comes to: the host holds the network, and there are no files. */
export {};
