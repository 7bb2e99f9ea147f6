package dev.interlock.agreement;

import java.util.List;
import java.util.Locale;

/**
 * A request as a reader has read it. Each byte is a character of ISO 8859-1.
 *
 * @param minor minor version of HTTP/1, 0 or 1
 * @param end index after the last byte of the request
 */
record SeenRequest(
        String method,
        String target,
        String path,
        String query,
        int minor,
        List<Field> fields,
        boolean persistent,
        boolean expectsContinue,
        String body,
        int end) {

    record Field(String name, String value) {
        boolean is(String lowerCaseName) {
            return name.toLowerCase(Locale.ROOT).equals(lowerCaseName);
        }
    }

    /** Returns the values of the field lines with the name. */
    List<String> values(String lowerCaseName) {
        return fields.stream()
                .filter(field -> field.is(lowerCaseName))
                .map(Field::value)
                .toList();
    }

    SeenRequest withFields(List<Field> others) {
        return new SeenRequest(method, target, path, query, minor, others, persistent, expectsContinue, body, end);
    }

    SeenRequest movedBy(int bytes) {
        return new SeenRequest(
                method, target, path, query, minor, fields, persistent, expectsContinue, body, end + bytes);
    }
}
