package dev.interlock.processor.language;

import dev.interlock.processor.report.Message;
import java.util.List;

/**
 * A mistake in a pattern.
 *
 * @param position index in the pattern at which the mistake begins, in UTF-16 code units
 * @param arguments arguments of the message, without the first argument, which is the template
 */
public record Flaw(Message message, int position, List<Object> arguments) implements Reading {
    public Flaw {
        arguments = List.copyOf(arguments);
    }
}
