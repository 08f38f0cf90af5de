/**
 * Files that are there as a whole or not at all: {@link duet.file.AtomicFile}; {@link
 * duet.file.OwnerOnly} keeps others from them.
 */
package duet.file;
