package dev.interlock.processor.language;

import dev.interlock.processor.report.Message;
import java.util.List;

/**
 * What is wrong with a pattern.
 *
 * @param position index of the UTF-16 code unit in the pattern at which it shows
 * @param arguments those of the message after the first, which shows the template
 */
public record Flaw(Message message, int position, List<Object> arguments) implements Reading {
    public Flaw {
        arguments = List.copyOf(arguments);
    }
}
