package duet.embedded.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Function;

/**
 * One type of record: the table it is kept in, its JSON form and what it is looked up by.
 *
 * @param table its name in files, which never changes
 * @param toJson the fields that indexes read should come first, since opening a file reads each
 *     entry up to the last of them
 * @param fromJson throws {@link StoreException} if it can't
 */
record RecordType<R>(
    String table,
    Function<R, ObjectNode> toJson,
    Function<ObjectNode, R> fromJson,
    List<Index> indexes) {

  /** A Java record that Jackson can write and read. */
  static <R> RecordType<R> of(String table, Class<R> type, Index... indexes) {
    return new RecordType<>(
        table, RecordJson::bind, json -> RecordJson.bind(json, type), List.of(indexes));
  }
}
