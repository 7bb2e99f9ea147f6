package dev.interlock.processor.language;

import dev.interlock.processor.report.Message;
import java.util.List;

/** Thrown at the first mistake to leave the recursive descent. The exception never leaves this package. */
final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Flaw flaw;

    private Refusal(Message message, int position, Object... arguments) {
        super(message.code(), null, false, false);
        this.flaw = new Flaw(message, position, List.of(arguments));
    }

    Flaw flaw() {
        return flaw;
    }

    static Refusal syntax(int position, String mistake) {
        return new Refusal(Message.PATTERN_SYNTAX, position, mistake);
    }

    static Refusal notRegular(int position, String construct) {
        return new Refusal(Message.PATTERN_NOT_REGULAR, position, construct);
    }

    static Refusal unsupported(int position, String construct, String instead) {
        return new Refusal(Message.PATTERN_UNSUPPORTED, position, construct, instead);
    }

    static Refusal anchor(int position, String anchor) {
        return unsupported(position, "the anchor " + anchor, "remove it: a pattern matches the whole text in any case");
    }

    static Refusal tooLarge(int position) {
        return new Refusal(Message.PATTERN_TOO_LARGE, position, String.format("%,d", Language.MAX_STATES));
    }
}
