/**
 * Files that are written completely or not at all: {@link duet.file.AtomicFile}; {@link
 * duet.file.OwnerOnly} restricts them to their owner.
 */
package duet.file;
