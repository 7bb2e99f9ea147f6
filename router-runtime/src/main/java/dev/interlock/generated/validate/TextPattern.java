package dev.interlock.generated.validate;

import dev.interlock.internal.automaton.Dfa;
import java.util.function.Predicate;

/** Whether an automaton accepts the whole text. */
final class TextPattern implements Predicate<CharSequence> {
    private final Dfa automaton;

    TextPattern(Dfa automaton) {
        this.automaton = automaton;
    }

    @Override
    public boolean test(CharSequence text) {
        return automaton.accepts(text);
    }
}
