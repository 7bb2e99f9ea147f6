package dev.interlock.validate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A constraint that does not hold.
 *
 * @param in where the parameter stands, such as {@code query}; empty for the body
 * @param names of the parameters, as they stand in the request; none for the body
 * @param step end of the pointer from there on (RFC 6901); it is the empty text for the value itself
 * @param detail what must be
 * @param kind what is wrong with the value
 */
record Violation(String in, List<String> names, PointerStep step, String detail, Kind kind) {
    Violation {
        names = List.copyOf(names);
    }

    /** What is wrong with a value. */
    enum Kind {
        /** It breaks a constraint. */
        BROKEN,
        /** It is null, and its constraint has a message of its own for that. */
        NULL,
        /** Nothing, unless it is missing: this is the message for that. */
        IF_MISSING
    }

    static Violation ofBody(String pointer, String detail, Kind kind) {
        return new Violation("", List.of(), new PointerStep(pointer), detail, kind);
    }

    String pointer() {
        return step.pointer();
    }

    boolean isOfBody() {
        return names.isEmpty();
    }

    Violation ofParameter(String source, String name) {
        return new Violation(source, List.of(name), step, detail, kind);
    }

    Violation ofParameters(List<String> all) {
        return new Violation("", all, step, detail, kind);
    }

    /** The violation as the problem lists it, in the form of the example of RFC 9457 section 3. */
    Map<String, Object> members() {
        Map<String, Object> members = new LinkedHashMap<>();
        String pointer = pointer();
        if (isOfBody()) {
            members.put("pointer", pointer);
        } else if (in.isEmpty()) {
            members.put("parameters", names);
            if (!pointer.isEmpty()) {
                members.put("pointer", pointer);
            }
        } else {
            members.put("parameter", names.get(0));
            members.put("in", in);
            if (!pointer.isEmpty()) {
                members.put("pointer", pointer);
            }
        }
        members.put("detail", detail);
        return members;
    }

    /** As a sentence, for a problem that is about nothing else. */
    String sentence() {
        return "%s %s.".formatted(subject(), detail);
    }

    private String subject() {
        String pointer = pointer();
        if (isOfBody()) {
            return pointer.isEmpty() ? "The body" : "The value at %s of the body".formatted(pointer);
        }
        if (in.isEmpty()) {
            return "The combination of '%s'".formatted(String.join("', '", names));
        }
        String value = pointer.isEmpty() ? "" : "value at %s of the ".formatted(pointer);
        return "The %s%s parameter '%s'".formatted(value, in, names.get(0));
    }
}
