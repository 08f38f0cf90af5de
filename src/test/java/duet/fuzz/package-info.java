/**
 * Random and damaged inputs for all that reads what others wrote. A short run is part of the tests,
 * a long one is Maven's profile {@code fuzz}; see docs/fuzzing.md.
 */
package duet.fuzz;
