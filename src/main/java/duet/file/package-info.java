/**
 * Files that are there as a whole or not at all: {@link duet.file.AtomicFile}. Imports nothing of
 * the house.
 */
package duet.file;
