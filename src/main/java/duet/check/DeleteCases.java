package duet.check;

import java.util.List;

/** Deleting connections. */
final class DeleteCases {

  private static final String PATH = "/connections/";

  private DeleteCases() {}

  static List<ContractCase> cases() {
    return List.of(
        new ContractCase("an unused invitation is deleted", DeleteCases::unused),
        new ContractCase(
            "an unknown connection can't be deleted",
            agent ->
                agent
                    .http()
                    .delete(PATH + CheckedAgent.UNKNOWN_ID)
                    .refused(404, "RecordIdNotFound")),
        new ContractCase(
            "a connection can't be deleted by an id that is not a UUID",
            agent -> agent.http().delete(PATH + "not-a-uuid").undecodable()));
  }

  private static void unused(CheckedAgent agent) {
    var id = agent.invite().id();
    agent.http().delete(PATH + id).empty(204);
    agent.http().get(PATH + id).refused(404, "RecordIdNotFound");
  }
}
