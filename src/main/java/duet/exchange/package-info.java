/**
 * The wait that all protocols share: {@link duet.exchange.Exchange} watches the two sides of one
 * thread by events and polling, keeps their {@link duet.exchange.Timeline}, judges their {@link
 * duet.exchange.Progress} and finds the {@link duet.exchange.Diagnosis}. What is particular to a
 * protocol comes as {@link duet.exchange.ExchangeProtocol} and in the table of its states, {@link
 * duet.agent.State}.
 */
package duet.exchange;
