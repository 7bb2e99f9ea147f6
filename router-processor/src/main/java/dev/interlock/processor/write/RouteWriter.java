package dev.interlock.processor.write;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import dev.interlock.processor.model.Execution;
import dev.interlock.processor.model.Handler;
import dev.interlock.processor.model.Instance;
import dev.interlock.processor.model.Parameter;
import dev.interlock.processor.model.Parameter.Mark;
import dev.interlock.processor.model.Parameter.Source;
import dev.interlock.processor.model.Route;
import dev.interlock.processor.runtime.RuntimeTypes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;

/** Writes the generated code of one route. */
final class RouteWriter {
    private final NumberedRoute route;
    private final Handler handler;
    private final JsonFields json;
    private final int filtersBefore;

    /** @param filtersBefore number of filters of the application, which run before the filters of the route */
    RouteWriter(NumberedRoute route, JsonFields json, int filtersBefore) {
        this.route = route;
        this.json = json;
        this.filtersBefore = filtersBefore;
        this.handler = route.route().handler();
    }

    /** Returns the constant for the route's number. */
    FieldSpec number() {
        return FieldSpec.builder(
                        TypeName.INT, route.names().constant(), Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .addJavadoc(JavadocText.of(route.route()))
                .initializer("$L", route.number())
                .build();
    }

    /**
     * Returns an expression for the facts about the route that the runtime needs.
     *
     * @param inClass function that returns an expression for the number of a variant of the route
     */
    CodeBlock info(Function<NumberedRoute.Variant, CodeBlock> inClass) {
        Route declared = route.route();
        TypeElement controller = handler.controller().type();
        CodeBlock.Builder info = CodeBlock.builder()
                .add(
                        "$T.of($N, $S, $S, $S)$>$>",
                        RuntimeTypes.ROUTE_INFO,
                        route.names().constant(),
                        declared.method(),
                        declared.template().text(),
                        controller.getQualifiedName() + "." + handler.method().getSimpleName());
        if (!handler.consumed().list().isEmpty()) {
            info.add("\n.consumes($L)", Codecs.consumed(handler.consumed()));
        }
        if (!handler.produced().list().isEmpty()) {
            info.add("\n.produces($L)", Codecs.produced(handler.produced()));
        }
        handler.settings().maxBody().ifPresent(bytes -> info.add("\n.maxBody($L)", bytes));
        handler.settings()
                .timeoutMillis()
                .ifPresent(millis -> info.add("\n.timeout($T.ofMillis($L))", Duration.class, millis));
        handler.settings().maxConcurrent().ifPresent(most -> info.add("\n.maxConcurrent($L)", most));
        ResultWriter.status(handler).ifPresent(status -> info.add("\n.status($L)", status));
        handler.secrets().body().ifPresent(secrets -> info.add("\n.withSecretsOfBody($L)", strings(secrets)));
        handler.secrets().result().ifPresent(secrets -> info.add("\n.withSecretsOfResult($L)", strings(secrets)));
        info.add(execution());
        if (!route.variants().isEmpty()) {
            info.add("\n.variants($L)", route.variants().stream().map(inClass).collect(CodeBlock.joining(",$W")));
        }
        return info.add("$<$<").build();
    }

    private CodeBlock execution() {
        CodeBlock.Builder info = CodeBlock.builder();
        if (handler.execution() != Execution.EVENT_LOOP) {
            info.add("\n.execution($T.$L)", RuntimeTypes.EXECUTION, handler.execution());
        }
        if (handler.streamsBody() || handler.storesBody()) {
            info.add("\n.streamedBody(true)");
        }
        if (handler.storesBody()) {
            info.add("\n.storedBody(true)");
        }
        if (handler.settings().essential()) {
            info.add("\n.essential(true)");
        }
        if (handler.settings().decodesBody()) {
            info.add("\n.decodesBody(true)");
        }
        handler.settings().roles().ifPresent(roles -> info.add("\n.withRoles($L)", strings(roles)));
        if (hasSecretPath()) {
            info.add("\n.withSecretPath()");
        }
        return info.build();
    }

    private boolean hasSecretPath() {
        return handler.parameters().stream()
                .flatMap(Parameter::flat)
                .anyMatch(parameter -> parameter instanceof Parameter.Text text
                        && text.source() == Source.PATH
                        && text.marks().contains(Mark.SECRET));
    }

    /**
     * Writes the access check. The check runs before the parameters are bound. Otherwise error messages would show the
     * parameters of the handler to a client without access.
     */
    private void checkAccess(CodeBlock.Builder code, List<String> roles, Constants constants) {
        String wanted = roles.stream().map(role -> "_" + Names.upperSnake(role)).collect(Collectors.joining());
        if (roles.isEmpty()) {
            code.addStatement("request.requirePrincipal()");
            return;
        }
        String constant = constants.share(
                roles, ArrayTypeName.of(String.class), "ROLES" + wanted, () -> CodeBlock.of("{$L}", strings(roles)));
        code.addStatement("request.requireRole($N)", constant);
    }

    private static CodeBlock strings(List<String> values) {
        return values.stream().map(value -> CodeBlock.of("$S", value)).collect(CodeBlock.joining(", "));
    }

    /**
     * Returns the method that binds the parameters, calls the handler and writes its result.
     *
     * @param constants receives the constants that the method refers to
     * @param fields names of the fields of the class; local variables must not hide these fields
     * @param checks class for the shared checks; records which checks the method uses
     */
    MethodSpec binding(Constants constants, Set<String> fields, ChecksClass checks) {
        Sources sources = new Sources(handler);
        String constant = route.names().constant();
        CodeBlock.Builder code = CodeBlock.builder();
        List<Instance> filters = route.filterInstances();
        FilterWriter.open(code, filters, filtersBefore, filtersBefore + FilterType.lastAsync(filters));
        handler.settings().roles().ifPresent(roles -> checkAccess(code, roles, constants));
        sources.writeReads(code, constants);
        TextWriter texts = new TextWriter(route.route().template(), sources, constants);
        List<String> taken = new ArrayList<>(sources.variables());
        taken.addAll(List.of("request", "response"));
        Names locals = new Names(fields, taken);
        Alternatives alternatives = new Alternatives(constant, constants);
        ArgumentWriter arguments = new ArgumentWriter(code, locals, texts, json, handler, alternatives, checks);
        List<CodeBlock> written =
                handler.parameters().stream().map(arguments::write).toList();
        new ParameterChecksWriter(code, locals, checks, arguments).write(handler);
        CodeBlock call = CodeBlock.of(
                "$N.$N($L)",
                handler.controller().name(),
                handler.method().getSimpleName().toString(),
                CodeBlock.join(written, ", "));
        new ResultWriter(code, handler, locals, json, route.varies(), alternatives).write(call, arguments.writer());
        FilterWriter.close(code, filters, handler.result().awaited());
        return MethodSpec.methodBuilder(route.names().method())
                .addModifiers(Modifier.PRIVATE)
                .addParameter(RuntimeTypes.REQUEST, "request")
                .addParameter(RuntimeTypes.RESPONSE, "response")
                .addException(Exception.class)
                .addCode(code.build())
                .build();
    }
}
