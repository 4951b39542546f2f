package io.jotgate.bench;

/** Keeps servers and load from taking each other's processor. */
interface Processors {
  /** Leaves everything where it is. */
  Processors UNPINNED =
      new Processors() {
        @Override
        public void free() {}

        @Override
        public void keepLoad() {}

        @Override
        public void keepServer(ProcessTree tree) {}

        @Override
        public String describe() {
          return "nothing kept to a processor";
        }
      };

  /** From now on this process may use all processors, and so does what it starts. */
  void free();

  /** From now on this process and all its threads keep to the processors of the load. */
  void keepLoad();

  /** From now on a server, all its threads and those that they start have one processor. */
  void keepServer(ProcessTree tree);

  /** Who is where, for the title of a table. */
  String describe();
}
