package dev.interlock.processor.write;

import com.palantir.javapoet.CodeBlock;
import dev.interlock.processor.model.Handler;
import dev.interlock.processor.model.Parameter;
import dev.interlock.processor.model.Result;
import dev.interlock.processor.model.Result.BodyType;
import dev.interlock.processor.model.Result.Presence;
import java.util.OptionalInt;

/** Writes the call of a handler, and what becomes of its result. */
final class ResultWriter {
    private static final int NO_CONTENT = 204;

    private ResultWriter() {}

    /** The status that is set before the handler is called; empty for 200 and where the handler sets its own. */
    static OptionalInt status(Handler handler) {
        OptionalInt status = handler.settings().status();
        if (status.isPresent() || handler.result().bodyType().isPresent()) {
            return status;
        }
        boolean answersItself = handler.flatParameters().anyMatch(Parameter.Response.class::isInstance);
        return answersItself ? OptionalInt.empty() : OptionalInt.of(NO_CONTENT);
    }

    /**
     * Statements around a call.
     *
     * @param locals of the method that they stand in
     */
    static void write(CodeBlock.Builder code, Handler handler, CodeBlock call, Names locals) {
        // Before the call, so that a handler with the response can still set another.
        status(handler).ifPresent(status -> code.addStatement("response.status($L)", status));
        Result result = handler.result();
        boolean hasBody = result.bodyType().isPresent();
        if (result.awaited()) {
            CodeBlock writer = hasBody ? CodeBlock.of(",$W$L", writer(result, locals)) : CodeBlock.of("");
            code.addStatement("response.await($L$L)", call, writer);
        } else {
            code.addStatement(hasBody ? written(result, "response", call) : call);
        }
    }

    /** What is called with the value that a stage completes with: it captures nothing, so that there is one for all. */
    private static CodeBlock writer(Result result, Names locals) {
        BodyType type = result.bodyType().orElseThrow();
        if (result.presence() == Presence.ALWAYS && type != BodyType.ENUM) {
            return CodeBlock.of("$T::$L", Codecs.writer(type), Codecs.writeMethod(type));
        }
        String answer = locals.unique("answer", "");
        String value = locals.unique("value", "");
        return CodeBlock.of("($N, $N) -> $L", answer, value, written(result, answer, CodeBlock.of("$N", value)));
    }

    private static CodeBlock written(Result result, String response, CodeBlock value) {
        BodyType type = result.bodyType().orElseThrow();
        CodeBlock present = result.presence() == Presence.ALWAYS
                ? value
                : CodeBlock.of("$T.found($L)", RuntimeTypes.HTTP_EXCEPTION, value);
        CodeBlock body = type == BodyType.ENUM ? CodeBlock.of("$L.name()", present) : present;
        return CodeBlock.of("$T.$L($N, $L)", Codecs.writer(type), Codecs.writeMethod(type), response, body);
    }
}
