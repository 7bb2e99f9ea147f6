package dev.interlock.processor.write;

import com.palantir.javapoet.CodeBlock;
import dev.interlock.processor.model.Codec;
import dev.interlock.processor.model.Handler;
import dev.interlock.processor.model.Parameter;
import dev.interlock.processor.model.Result;
import dev.interlock.processor.model.Result.Presence;
import java.util.OptionalInt;
import javax.lang.model.element.ElementKind;
import javax.lang.model.type.DeclaredType;

/** Writes the call of a handler, and what becomes of its result. */
final class ResultWriter {
    private static final int NO_CONTENT = 204;

    private ResultWriter() {}

    /** The status that is set before the handler is called; empty for 200 and where the handler sets its own. */
    static OptionalInt status(Handler handler) {
        if (handler.status().isPresent() || handler.result().codec().isPresent()) {
            return handler.status();
        }
        boolean answersItself = handler.flatParameters().anyMatch(Parameter.Response.class::isInstance);
        return answersItself ? OptionalInt.empty() : OptionalInt.of(NO_CONTENT);
    }

    /** Statements around a call. */
    static void write(CodeBlock.Builder code, Handler handler, CodeBlock call) {
        // Before the call, so that a handler with the response can still set another.
        status(handler).ifPresent(status -> code.addStatement("response.status($L)", status));
        Result result = handler.result();
        if (result.codec().isEmpty()) {
            code.addStatement(call);
            return;
        }
        Codec codec = result.codec().get();
        CodeBlock present = result.presence() == Presence.ALWAYS
                ? call
                : CodeBlock.of("$T.found($L)", RuntimeTypes.HTTP_EXCEPTION, call);
        code.addStatement("$T.write(response, $L)", Codecs.className(codec), text(result, present));
    }

    /** What of a result is written: an enum's name, which is what parameters are converted from. */
    private static CodeBlock text(Result result, CodeBlock value) {
        boolean isEnum = result.type() instanceof DeclaredType declared
                && declared.asElement().getKind() == ElementKind.ENUM;
        return isEnum ? CodeBlock.of("$L.name()", value) : value;
    }
}
