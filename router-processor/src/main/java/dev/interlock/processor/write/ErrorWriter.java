package dev.interlock.processor.write;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.interlock.processor.model.Application;
import dev.interlock.processor.model.Codec;
import dev.interlock.processor.model.ErrorMethod;
import dev.interlock.processor.model.Instance;
import dev.interlock.processor.model.Result.BodyType;
import dev.interlock.processor.runtime.RuntimeTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;

/**
 * Writes the code that finds the error method for an exception. For each controller with error methods, writes a method
 * with a chain of {@code instanceof} tests. Writes one more of these methods for all shared error methods together.
 */
final class ErrorWriter {
    private static final String CONTROLLERS = "onControllerError";
    private static final String SHARED = "onApplicationError";

    private final Application application;
    private final JsonFields json;
    private final String errorVariable;

    ErrorWriter(Application application, JsonFields json) {
        this.application = application;
        this.json = json;
        List<String> taken = new ArrayList<>(List.of("thrown", "request", "response", json.variable()));
        application.instances().forEach(it -> taken.add(it.name()));
        this.errorVariable = new Names(taken).unique("error", "");
    }

    /** Whether at least one of the controllers has error methods. */
    boolean isNeeded(List<Instance> controllers) {
        return controllers.stream()
                .anyMatch(it -> !application.errorMethodsOf(it).isEmpty());
    }

    /** Whether an error method of one of these classes returns JSON. */
    boolean usesJson(List<Instance> owners) {
        return application.errorMethods().stream()
                .anyMatch(method -> owners.contains(method.owner())
                        && method.result().json().isPresent());
    }

    /** Returns the name of the method with the chain for a controller. */
    String chainName(Instance controller) {
        return controller.name() + "Error";
    }

    /**
     * Adds the method that the runtime calls for an exception. Adds nothing if the application has no error methods.
     *
     * @param controllers statements that call the chain for the controller of the current route
     */
    void addTo(TypeSpec.Builder router, CodeBlock controllers) {
        boolean own = isNeeded(application.controllers());
        List<ErrorMethod> shared = application.sharedErrorMethods();
        List<CodeBlock> places = new ArrayList<>();
        if (own) {
            places.add(CodeBlock.of("$L(route, thrown, request, response)", CONTROLLERS));
        }
        if (!shared.isEmpty()) {
            places.add(CodeBlock.of("$L(thrown, request, response)", SHARED));
        }
        if (places.isEmpty()) {
            return;
        }
        router.addMethod(
                controllerMethod("onError", CodeBlock.of("return $L;\n", CodeBlock.join(places, "\n    || ")))
                        .toBuilder()
                        .addAnnotation(Override.class)
                        .addModifiers(Modifier.PUBLIC)
                        .build());
        if (own) {
            router.addMethod(controllerMethod(CONTROLLERS, controllers).toBuilder()
                    .addModifiers(Modifier.PRIVATE)
                    .build());
        }
        if (!shared.isEmpty()) {
            router.addMethod(chain(SHARED, shared));
        }
    }

    /** Returns a method with four parameters: the number of a route, the exception, the request and the response. */
    MethodSpec controllerMethod(String name, CodeBlock code) {
        return MethodSpec.methodBuilder(name)
                .returns(TypeName.BOOLEAN)
                .addParameter(TypeName.INT, "route")
                .addParameter(Throwable.class, "thrown")
                .addParameter(RuntimeTypes.REQUEST, "request")
                .addParameter(RuntimeTypes.RESPONSE, "response")
                .addException(Exception.class)
                .addCode(code)
                .build();
    }

    /** Returns the methods with the chains for the controllers. */
    List<MethodSpec> chains(List<Instance> controllers) {
        return controllers.stream()
                .filter(it -> isNeeded(List.of(it)))
                .map(it -> chain(chainName(it), application.errorMethodsOf(it)))
                .toList();
    }

    private MethodSpec chain(String name, List<ErrorMethod> methods) {
        CodeBlock.Builder code = CodeBlock.builder();
        methods.forEach(method -> addCase(code, method));
        return MethodSpec.methodBuilder(name)
                .addModifiers(Modifier.PRIVATE)
                .returns(TypeName.BOOLEAN)
                .addParameter(Throwable.class, "thrown")
                .addParameter(RuntimeTypes.REQUEST, "request")
                .addParameter(RuntimeTypes.RESPONSE, "response")
                .addException(Exception.class)
                .addCode(code.addStatement("return false").build())
                .build();
    }

    private void addCase(CodeBlock.Builder code, ErrorMethod method) {
        TypeName type = TypeName.get(method.exception().asType());
        boolean takesAll = method.exception().getQualifiedName().contentEquals("java.lang.Throwable");
        CodeBlock isClosest = CodeBlock.of("$T.isHandledBy($T.class, thrown)", RuntimeTypes.HTTP_EXCEPTION, type);
        // Java 17 rejects "thrown instanceof Throwable error", because every value of the variable matches.
        code.beginControlFlow(
                "if ($L)",
                takesAll ? isClosest : CodeBlock.of("thrown instanceof $T $N && $L", type, errorVariable, isClosest));
        method.status().ifPresent(status -> code.addStatement("response.startOver($L)", status));
        addResponse(code, method, call(method, takesAll ? "thrown" : errorVariable));
        code.addStatement("return true").endControlFlow();
    }

    private static CodeBlock call(ErrorMethod method, String error) {
        String arguments = method.arguments().stream()
                .map(argument -> switch (argument) {
                    case EXCEPTION -> error;
                    case REQUEST -> "request";
                    case RESPONSE -> "response";
                })
                .collect(Collectors.joining(", "));
        return CodeBlock.of(
                "$N.$N($L)",
                method.owner().name(),
                method.method().getSimpleName().toString(),
                arguments);
    }

    private void addResponse(CodeBlock.Builder code, ErrorMethod method, CodeBlock call) {
        if (method.result().bodyType().isEmpty()) {
            code.addStatement(call);
            return;
        }
        BodyType type = method.result().bodyType().get();
        if (type == BodyType.PROBLEM) {
            code.addStatement("$L.writeTo(request, response)", call);
            return;
        }
        Codec codec = type.codec();
        if (codec == Codec.PROTOBUF) {
            code.addStatement("$T.negotiateMessage(request, response)", RuntimeTypes.RESULTS);
        }
        CodeBlock body = type == BodyType.ENUM ? CodeBlock.of("$L.name()", call) : call;
        code.addStatement("$L(response, $L)", Codecs.writer(method.result(), codec, json), body);
    }
}
