package dev.interlock.processor.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import dev.interlock.processor.model.Codec;
import dev.interlock.processor.model.Handler;
import dev.interlock.processor.model.Parameter;
import dev.interlock.processor.model.Result;
import dev.interlock.processor.model.Result.BodyType;
import dev.interlock.processor.model.Result.Presence;
import dev.interlock.processor.runtime.RuntimeTypes;
import java.util.Optional;
import java.util.OptionalInt;

/** Writes the call of a handler, and the code that handles its result. */
final class ResultWriter {
    private static final int NO_CONTENT = 204;

    private final CodeBlock.Builder code;
    private final Handler handler;
    private final Names locals;
    private final JsonFields json;
    private final boolean varies;
    private final Alternatives alternatives;

    /**
     * Creates a writer for one route.
     *
     * @param locals names in the surrounding method
     * @param varies whether the Accept field of a request may decide between this route and others
     */
    ResultWriter(
            CodeBlock.Builder code,
            Handler handler,
            Names locals,
            JsonFields json,
            boolean varies,
            Alternatives alternatives) {
        this.json = json;
        this.code = code;
        this.handler = handler;
        this.locals = locals;
        this.varies = varies;
        this.alternatives = alternatives;
    }

    /**
     * Returns the status that generated code sets before the call of the handler: the declared status if there is one.
     * Otherwise 204 for a handler that has neither a body nor a response parameter, and empty for all other handlers.
     */
    static OptionalInt status(Handler handler) {
        OptionalInt status = handler.settings().status();
        if (status.isPresent() || handler.hasBody()) {
            return status;
        }
        boolean answersItself = handler.flatParameters().anyMatch(Parameter.Response.class::isInstance);
        return answersItself ? OptionalInt.empty() : OptionalInt.of(NO_CONTENT);
    }

    /**
     * Writes the call of the handler and the statements around the call.
     *
     * @param writer name of the variable for the response writer; empty if the handler has none
     */
    void write(CodeBlock call, String writer) {
        // Set status and media type before the call, so that a handler with a response parameter can change both.
        status(handler).ifPresent(status -> code.addStatement("response.status($L)", status));
        if (handler.negotiates()) {
            code.addStatement("$T.negotiate(request, response)", RuntimeTypes.RESULTS);
        }
        if (varies && handler.produced().list().size() == 1) {
            code.addStatement("$T.vary(response)", RuntimeTypes.RESULTS);
        }
        handler.writer().ifPresent(parameter -> begin(parameter, writer));
        CodeBlock end = CodeBlock.of("$N.end()", writer);
        if (handler.result().awaited()) {
            await(call, end);
            return;
        }
        if (hasAlternatives()) {
            String result = locals.unique("result", "");
            code.addStatement("var $N = $L", result, present(call));
            writeAlternatives("response", CodeBlock.of("$N", result));
        } else if (handler.result().bodyType().isPresent()) {
            code.addStatement(written("response", inVariable(call)));
        } else {
            code.addStatement(call);
            handler.writer().ifPresent(parameter -> code.addStatement(end));
        }
        tag("response");
    }

    /**
     * Declares a variable for the result of the call if the result may be absent. Without the variable, the call of
     * {@code found(...)} would be an argument of another call, and javac would infer the type of this call repeatedly.
     */
    private CodeBlock inVariable(CodeBlock call) {
        if (handler.result().presence() == Presence.ALWAYS) {
            return call;
        }
        String result = locals.unique("result", "");
        code.addStatement("var $N = $L", result, present(call));
        return CodeBlock.of("$N", result);
    }

    private void begin(Parameter.Writer parameter, String writer) {
        ClassName encoder = GeneratedNames.encoder(parameter.type());
        code.addStatement("$T $N = $T.begin(request, response)", encoder, writer, encoder);
    }

    private void tag(String response) {
        if (handler.settings().entityTag()) {
            code.add("$T.tag(request, $N);\n", RuntimeTypes.RESULTS, response);
        }
    }

    private boolean hasAlternatives() {
        return handler.produced().codecs().size() > 1;
    }

    private void writeAlternatives(String response, CodeBlock present) {
        code.add("switch ($T.typeOf($N)) {\n$>", RuntimeTypes.RESULTS, response)
                .add(alternatives.branches(handler.produced(), "__AS_", codec -> written(codec, response, present)))
                .add("$<}\n");
    }

    /** Writes the call of the handler, and the code that runs when the returned stage completes. */
    private void await(CodeBlock call, CodeBlock end) {
        Result result = handler.result();
        boolean tagged = handler.settings().entityTag();
        if (result.bodyType().isEmpty() && handler.writer().isEmpty() && !tagged) {
            code.addStatement("response.await($L)", call);
        } else {
            awaitValue(call, end);
        }
    }

    private void awaitValue(CodeBlock call, CodeBlock end) {
        String completed = locals.unique("completed", "");
        String value = locals.unique("value", "");
        Optional<CodeBlock> written =
                handler.result().bodyType().map(type -> written(completed, present(CodeBlock.of("$N", value))));
        Optional<CodeBlock> only = written.or(() -> handler.writer().map(parameter -> end));
        if (only.isPresent() && !hasAlternatives() && !handler.settings().entityTag()) {
            code.addStatement("response.await($L,$W($N, $N) -> $L)", call, completed, value, only.get());
            return;
        }
        code.add("response.await($L, ($N, $N) -> {\n$>", call, completed, value);
        if (hasAlternatives()) {
            writeAlternatives(completed, present(CodeBlock.of("$N", value)));
        } else {
            only.ifPresent(statement -> code.add("$L;\n", statement));
        }
        tag(completed);
        code.add("$<});\n");
    }

    private Codec codec() {
        return handler.produced().codecs().get(0);
    }

    private CodeBlock written(String response, CodeBlock present) {
        BodyType type = handler.result().bodyType().orElseThrow();
        CodeBlock body = type == BodyType.ENUM ? CodeBlock.of("$L.name()", present) : present;
        return written(codec(), response, body);
    }

    private CodeBlock written(Codec codec, String response, CodeBlock body) {
        Result result = handler.result();
        boolean byRequest = Codecs.writesByRequest(result.bodyType().orElseThrow());
        return CodeBlock.of(
                "$L($L$N, $L$L)",
                Codecs.writer(result, codec, json),
                CodeBlock.of(byRequest ? "request, " : ""),
                response,
                body,
                Codecs.elementWriter(result, codec, json));
    }

    private CodeBlock present(CodeBlock value) {
        return handler.result().presence() == Presence.ALWAYS
                ? value
                : CodeBlock.of("$T.found($L)", RuntimeTypes.HTTP_EXCEPTION, value);
    }
}
