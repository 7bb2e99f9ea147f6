package dev.interlock.processor.language;

import dev.interlock.processor.report.Message;
import java.util.List;

/**
 * A mistake in a pattern.
 *
 * @param position index of the UTF-16 code unit in the pattern at which the mistake shows
 * @param arguments arguments of the message after the first, which is the template
 */
public record Flaw(Message message, int position, List<Object> arguments) implements Reading {
    public Flaw {
        arguments = List.copyOf(arguments);
    }
}
