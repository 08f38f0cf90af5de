package duet.check;

import java.util.function.Consumer;

/**
 * One thing that the contract says.
 *
 * @param name a sentence
 * @param trial finds out whether an agent does it: returns if so, and throws a {@link Deviation}
 *     for any other verdict
 */
record ContractCase(String name, Consumer<CheckedAgent> trial) {}
