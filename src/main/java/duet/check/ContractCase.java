package duet.check;

/**
 * One thing that the contract says.
 *
 * @param name a sentence
 */
record ContractCase(String name, Trial trial) {

  /** Finds out whether an agent does it; passed if it returns. */
  @FunctionalInterface
  interface Trial {

    /**
     * @throws Deviation for any other verdict
     */
    void run(CheckedAgent agent);
  }
}
