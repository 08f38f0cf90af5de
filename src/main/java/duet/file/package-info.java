/**
 * Files that are there as a whole or not at all: {@link duet.file.WholeFile}. Imports nothing of
 * the house.
 */
package duet.file;
