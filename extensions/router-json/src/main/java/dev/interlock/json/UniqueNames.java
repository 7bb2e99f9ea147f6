package dev.interlock.json;

import java.util.HashSet;
import java.util.Set;

/** Rejects repeated names in an object. Use it for a parser that would silently take the last value of a name. */
public final class UniqueNames {
    private UniqueNames() {}

    /**
     * Skips the next value.
     *
     * @throws dev.interlock.http.HttpException 400 with the place of the first repeated name, escaped or not; also for
     *     invalid JSON, like {@link JsonScanner#skipAny}
     */
    public static void skip(JsonScanner scanner) {
        switch (scanner.peek()) {
            case '{' -> object(scanner);
            case '[' -> array(scanner);
            default -> scanner.skipAny();
        }
    }

    private static void object(JsonScanner scanner) {
        Set<String> names = new HashSet<>();
        scanner.beginObject();
        while (scanner.hasNextName()) {
            scanner.nextName();
            if (!names.add(scanner.name())) {
                throw JsonProblem.duplicate(scanner);
            }
            skip(scanner);
        }
        scanner.endObject();
    }

    private static void array(JsonScanner scanner) {
        scanner.beginArray();
        while (scanner.hasNextElement()) {
            skip(scanner);
        }
        scanner.endArray();
    }
}
