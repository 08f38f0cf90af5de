package duet.check;

import java.util.List;

/** Taking connections away. */
final class DeleteCases {

  private static final String PATH = "/connections/";

  private DeleteCases() {}

  static List<ContractCase> cases() {
    return List.of(
        new ContractCase("an unused invitation is deleted", DeleteCases::unused),
        new ContractCase(
            "what is not there can't be deleted",
            agent ->
                agent
                    .calls()
                    .delete(PATH + "00000000-0000-4000-8000-00000000dead")
                    .refused(404, "RecordIdNotFound")),
        new ContractCase(
            "an id that is no UUID can't be deleted",
            agent ->
                agent
                    .calls()
                    .delete(PATH + "not-a-uuid")
                    .refused(400, "RequestBodyDecodingFailure")));
  }

  private static void unused(CheckedAgent agent) {
    var id = agent.invite().id();
    agent.calls().delete(PATH + id).nothing(204);
    agent.calls().get(PATH + id).refused(404, "RecordIdNotFound");
  }
}
