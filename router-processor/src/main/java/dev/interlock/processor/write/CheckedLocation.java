package dev.interlock.processor.write;

import com.palantir.javapoet.CodeBlock;
import dev.interlock.processor.runtime.RuntimeTypes;

/**
 * Location of a checked value.
 *
 * @param in source of the parameter; empty for a body and for a value within a body
 * @param name name of the parameter
 * @param pointer JSON pointer to a value within a body, relative to the value that contains it; empty for a whole body
 *     and for a parameter
 */
record CheckedLocation(String in, String name, String pointer) {
    static CheckedLocation of(String pointer) {
        return new CheckedLocation("", "", pointer);
    }

    static CheckedLocation ofParameter(String in, String name) {
        return new CheckedLocation(in, name, "");
    }

    boolean isParameter() {
        return !in.isEmpty();
    }

    /** Whether the location is the whole body. A violation of the whole body needs no location. */
    boolean isWhole() {
        return in.isEmpty() && pointer.isEmpty();
    }

    /** Returns the statement that adds a violation at this location. */
    CodeBlock note(String found, String detail) {
        return isParameter()
                ? CodeBlock.of(
                        "$N = $T.parameter($N, $S, $S,$W$S)", found, RuntimeTypes.VIOLATIONS, found, in, name, detail)
                : CodeBlock.of("$N = $T.add($N, $S,$W$S)", found, RuntimeTypes.VIOLATIONS, found, pointer, detail);
    }

    /**
     * Returns the statement that adds a violation because a value is null.
     *
     * @param hasOwnMessage whether the detail is also correct for a missing member
     */
    CodeBlock noteNull(String found, String detail, boolean hasOwnMessage) {
        return hasOwnMessage && !isParameter() && !isWhole()
                ? CodeBlock.of("$N = $T.addNull($N, $S,$W$S)", found, RuntimeTypes.VIOLATIONS, found, pointer, detail)
                : note(found, detail);
    }

    /** Returns the statement that checks a value with a validator. */
    CodeBlock check(String found, CodeBlock constraint, String value) {
        return isParameter()
                ? CodeBlock.of("$1N = $2L.check($1N, $3S, $4S, $5N)", found, constraint, in, name, value)
                : CodeBlock.of("$1N = $2L.check($1N, $3S, $4N)", found, constraint, pointer, value);
    }

    /** Returns the statement that sets the detail of the violation for a missing primitive member. */
    CodeBlock noteIfMissing(String found, String detail) {
        return CodeBlock.of("$N = $T.ifMissing($N, $S,$W$S)", found, RuntimeTypes.VIOLATIONS, found, pointer, detail);
    }

    /**
     * Returns the statement that moves violations to this location. The variable {@code before} holds an earlier number
     * of violations; the statement moves the violations that were added since then.
     */
    CodeBlock move(String found, String before) {
        return isParameter()
                ? CodeBlock.of("$T.ofParameter($N, $N, $S, $S)", RuntimeTypes.VIOLATIONS, found, before, in, name)
                : CodeBlock.of("$T.within($N, $N, $S)", RuntimeTypes.VIOLATIONS, found, before, pointer);
    }
}
