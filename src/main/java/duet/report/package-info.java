/**
 * The story of a handshake as text, JSON or one self-contained HTML page with a drawing: {@link
 * duet.report.Report} is the entry.
 */
package duet.report;
