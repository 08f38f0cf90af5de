package duet.cli;

import duet.agent.Agent;
import duet.agent.AgentRecord;
import duet.agent.CredentialExchange;
import duet.agent.ProofExchange;
import duet.agent.Role;
import duet.exchange.Side;
import duet.session.KeptRecord;
import duet.session.Session;
import duet.session.SessionCredential;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Credentials and proofs to show, gathered from one agent after the other. */
final class ShownExchanges {

  private final Set<String> credentialThreads = new LinkedHashSet<>();
  private final Map<String, CredentialExchange> issued = new HashMap<>();
  private final Map<String, CredentialExchange> held = new HashMap<>();
  private final Map<String, SessionCredential> kept = new HashMap<>();
  private final Map<String, Boolean> revoked = new HashMap<>();
  private final Set<String> proofThreads = new LinkedHashSet<>();
  private final Map<String, ProofExchange> asked = new HashMap<>();
  private final Map<String, ProofExchange> given = new HashMap<>();

  /**
   * Those of a session at the agent of one side.
   *
   * @throws duet.agent.AgentException if it can't be asked
   */
  void add(Agent agent, Side side, Session session) {
    boolean first = side == Side.INVITER;
    for (var one : session.credentials()) {
      credentialThreads.add(one.thid());
      kept.put(one.thid(), one);
      var known = first ? Optional.of(one.issuer()) : one.holder();
      known
          .map(KeptRecord::recordId)
          .map(agent.credentials()::record)
          .ifPresent(r -> add(agent, r));
    }
    for (var one : session.proofs()) {
      proofThreads.add(one.thid());
      var known = first ? Optional.of(one.verifier()) : one.prover();
      known.map(KeptRecord::recordId).map(agent.proofs()::record).ifPresent(this::add);
    }
  }

  /**
   * Those that an agent knows by an id, which may be a thread's.
   *
   * @throws duet.agent.AgentException if it can't be asked
   */
  void find(Agent agent, String id) {
    var all = AgentExchanges.of(agent);
    all.credentials().stream().filter(one -> has(one, id)).forEach(one -> add(agent, one));
    all.proofs().stream().filter(one -> has(one, id)).forEach(this::add);
  }

  boolean isEmpty() {
    return credentialThreads.isEmpty() && proofThreads.isEmpty();
  }

  List<ShownCredential> credentials() {
    return credentialThreads.stream()
        .map(
            thread ->
                ShownCredential.of(
                    thread,
                    Optional.ofNullable(issued.get(thread)),
                    Optional.ofNullable(held.get(thread)),
                    Optional.ofNullable(kept.get(thread)),
                    Optional.ofNullable(revoked.get(thread))))
        .toList();
  }

  List<ShownProof> proofs() {
    return proofThreads.stream()
        .map(
            thread ->
                ShownProof.of(
                    thread,
                    Optional.ofNullable(asked.get(thread)),
                    Optional.ofNullable(given.get(thread))))
        .toList();
  }

  private void add(Agent agent, CredentialExchange record) {
    credentialThreads.add(record.thid());
    if (record.role() == Role.HOLDER) {
      held.put(record.thid(), record);
    } else {
      issued.put(record.thid(), record);
      RevocationCheck.revoked(agent, record).ifPresent(yes -> revoked.put(record.thid(), yes));
    }
  }

  private void add(ProofExchange record) {
    proofThreads.add(record.thid());
    (record.role() == Role.PROVER ? given : asked).put(record.thid(), record);
  }

  private static boolean has(AgentRecord record, String id) {
    return record.id().equals(id) || record.thid().equals(id);
  }
}
