package duet.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import duet.AgentSelection;
import duet.OpenedAgents;
import duet.exchange.Side;
import duet.http.Causes;
import duet.http.LocalAddresses;
import duet.live.LiveOptions;
import duet.live.LivePage;
import duet.live.board.MessageTraces;
import duet.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "live",
    description = {
      "Serves a page about two agents that a room can watch, until it is stopped.",
      "It keeps embedded agents like 'duet connect NAME'. Other commands use them meanwhile."
    })
final class LiveCommand extends ServerCommand {

  @Mixin private LiveAddressOptions addresses;

  @Mixin private AgentsOption agentsOption;

  @Mixin private WaitOption wait;

  @Option(names = "--open", description = "Open the page in this machine's browser, as its leader.")
  private boolean open;

  @Override
  CommandResult run() {
    var settings = settings();
    var chosen = addresses.of(AgentSelection.of(agentsOption.source, settings), settings);
    var options = addresses.page(settings);
    var lock = LiveLock.acquire(settings.data());
    try {
      requireFree(options);
      var live = start(lock, chosen.keptIn(AgentSelection.directory(settings)), options);
      runUntilStopped(live::close);
      var ready = show(live, settings);
      if (open) {
        new BrowserStart(environment()).open(live.page().leaderLink(), this::noBrowser);
      }
      return ready;
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private Live start(LiveLock lock, AgentSelection chosen, LiveOptions options) {
    var traces = new MessageTraces();
    var agents = chosen.traced(traces).open(all -> wait.preflight(this, all));
    try {
      // Whoever sees the page may count on commands that use its agents.
      agents.share();
      return new Live(lock, agents, LivePage.start(agents, traces, options));
    } catch (RuntimeException e) {
      agents.close();
      throw e;
    }
  }

  /** What agents keep of where they are reached stays as it was if there can be no page. */
  private static void requireFree(LiveOptions options) {
    try (var socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(options.host(), options.port()));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The page can't be served at %s, port %d (%s): --port PORT takes another port, 0 any free one"
              .formatted(options.host(), options.port(), Causes.words(e)),
          e);
    }
  }

  private ReadyPage show(Live live, Settings settings) {
    var agents = live.agents();
    var page = live.page();
    var data = Optional.of(AgentSelection.directory(settings)).filter(any -> agents.isEmbedded());
    print(console().bold("Agents") + " " + TextView.origin(agents, data));
    var proxies =
        agents.isEmbedded() && addresses.passesMessages()
            ? Map.of(Side.INVITER, page.urlHere().getAuthority())
            : Map.<Side, String>of();
    var shown = AgentsView.print(this, agents, proxies);
    heading("Page");
    print("  open    " + page.url());
    print("  leader  " + page.leaderLink() + "  (once: the first who opens it leads)");
    print("  join    " + page.joinUrl() + "  for participants");
    print("  " + reach(page, shown));
    page.remarks().forEach(remark -> print("  (" + Console.safe(remark) + ")"));
    print("");
    if (agents.isEmbedded()) {
      print(
          "Meanwhile 'duet connect' and the like use these agents. Ctrl-C stops them and the page.");
    } else {
      print("Ctrl-C stops the page.");
    }
    return new ReadyPage(
        "ready",
        ExchangeResult.Agents.of(
            Optional.of(agents.isEmbedded()), data, Optional.empty(), shown.statuses()),
        page.url(),
        page.leaderLink(),
        page.joinUrl(),
        page.loopback(),
        likelyHost(page),
        page.remarks());
  }

  /** Who can open the page, and answer its invitations. */
  private static String reach(LivePage page, AgentsView shown) {
    if (page.loopback()) {
      return "(only this machine can open it: --host ADDRESS opens it to the room"
          + likelyHost(page)
              .map(host -> ", likely --host " + host)
              .orElse(", but none of this machine's is a room's")
          + ")";
    }
    var onlyHere = shown.didcomm(Side.INVITER).flatMap(DidCommStatus::hint).isPresent();
    if (onlyHere) {
      return "(only this machine can answer its invitations)";
    }
    if (!page.url().equals(page.urlHere())) {
      return "(by a tunnel or proxy that has to lead to " + page.urlHere().getAuthority() + ")";
    }
    return LocalAddresses.now()
        .network(page.url().getHost())
        .map(network -> "(phones in the network " + network + " can open it)")
        .orElse("(for all who reach that address)");
  }

  private static Optional<String> likelyHost(LivePage page) {
    return page.loopback() ? LocalAddresses.now().likely() : Optional.empty();
  }

  private void noBrowser(String why) {
    console().note("No browser was opened, since " + why + ": open the leader's link yourself.");
  }

  /** What ends with the command, the page first. */
  private record Live(LiveLock lock, OpenedAgents agents, LivePage page) implements AutoCloseable {

    @Override
    @SuppressWarnings("try") // what is closed here is not used otherwise
    public void close() {
      try (lock;
          agents;
          page) {
        return;
      }
    }
  }

  /**
   * @param leader opens the page as its leader, once
   * @param join where participants get an invitation
   * @param loopback whether only this machine can open it
   * @param likelyHost what {@code --host} is likely to need, in that case
   */
  private record ReadyPage(
      String outcome,
      ExchangeResult.Agents agents,
      URI url,
      URI leader,
      URI join,
      boolean loopback,
      Optional<String> likelyHost,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> remarks)
      implements CommandResult {}
}
