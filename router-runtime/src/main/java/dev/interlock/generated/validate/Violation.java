package dev.interlock.generated.validate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One violation of a constraint.
 *
 * @param in source of the parameter, such as {@code query}; empty for the body
 * @param names names of the parameters in the request; none for the body
 * @param step last step of the pointer into the parameter or body (RFC 6901); the pointer is empty for the value itself
 * @param detail requirement that the value does not meet
 * @param kind kind of the violation
 */
record Violation(String in, List<String> names, PointerStep step, String detail, Kind kind) {
    Violation {
        names = List.copyOf(names);
    }

    /** Kind of a violation. */
    enum Kind {
        /** The value violates a constraint. */
        BROKEN,
        /** The value is null, and its constraint has its own message for null. */
        NULL,
        /** The value may be valid. The violation only holds the message to use if the value is missing. */
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

    /** Returns the entry of the violation in the problem, in the form of the example in RFC 9457 section 3. */
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

    /** Returns a sentence for a problem with a single violation. */
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
