package dev.interlock.jackson;

import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import org.jspecify.annotations.Nullable;

/**
 * Called when the application rejects a value. Lets the {@link JacksonLenientReading} decide whether missing members
 * are the cause.
 */
final class JacksonRejections extends DeserializationProblemHandler {
    @Override
    public @Nullable Object handleInstantiationProblem(
            DeserializationContext context, Class<?> type, @Nullable Object argument, Throwable problem) {
        JacksonLenientReading reading = JacksonLenientReading.of(context);
        return reading != null && reading.rejects(type, problem) ? null : NOT_HANDLED;
    }
}
