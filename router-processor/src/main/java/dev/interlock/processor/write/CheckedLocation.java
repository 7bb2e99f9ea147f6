package dev.interlock.processor.write;

import com.palantir.javapoet.CodeBlock;
import dev.interlock.processor.runtime.RuntimeTypes;

/**
 * Where a value stands that is checked.
 *
 * @param in the source of the parameter that it is; empty for what is or is within a body
 * @param name of the parameter
 * @param pointer to a value within a body, from what is around it
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

    /** Whether nothing has to be said of it: it is the whole. */
    boolean isWhole() {
        return in.isEmpty() && pointer.isEmpty();
    }

    /** The statement that notes what must be. */
    CodeBlock note(String found, String detail) {
        return isParameter()
                ? CodeBlock.of(
                        "$N = $T.parameter($N, $S, $S,$W$S)", found, RuntimeTypes.VIOLATIONS, found, in, name, detail)
                : CodeBlock.of("$N = $T.add($N, $S,$W$S)", found, RuntimeTypes.VIOLATIONS, found, pointer, detail);
    }

    /**
     * The statement that notes a value that is null.
     *
     * @param hasOwnMessage whether the detail is also for a member that is missing
     */
    CodeBlock noteNull(String found, String detail, boolean hasOwnMessage) {
        return hasOwnMessage && !isParameter() && !isWhole()
                ? CodeBlock.of("$N = $T.addNull($N, $S,$W$S)", found, RuntimeTypes.VIOLATIONS, found, pointer, detail)
                : note(found, detail);
    }

    /** The statement that checks a value with a validator. */
    CodeBlock check(String found, CodeBlock constraint, String value) {
        return isParameter()
                ? CodeBlock.of("$1N = $2L.check($1N, $3S, $4S, $5N)", found, constraint, in, name, value)
                : CodeBlock.of("$1N = $2L.check($1N, $3S, $4N)", found, constraint, pointer, value);
    }

    /** The statement that sets the detail that a primitive member has if it is missing. */
    CodeBlock noteIfMissing(String found, String detail) {
        return CodeBlock.of("$N = $T.ifMissing($N, $S,$W$S)", found, RuntimeTypes.VIOLATIONS, found, pointer, detail);
    }

    /** The statement that moves here what was noted since there were {@code before}. */
    CodeBlock move(String found, String before) {
        return isParameter()
                ? CodeBlock.of("$T.ofParameter($N, $N, $S, $S)", RuntimeTypes.VIOLATIONS, found, before, in, name)
                : CodeBlock.of("$T.within($N, $N, $S)", RuntimeTypes.VIOLATIONS, found, before, pointer);
    }
}
