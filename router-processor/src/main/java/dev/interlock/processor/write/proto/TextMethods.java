package dev.interlock.processor.write.proto;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import dev.interlock.processor.model.proto.MessageView;
import dev.interlock.processor.model.proto.MessageView.Accessor;
import dev.interlock.processor.runtime.RuntimeTypes;
import dev.interlock.processor.write.CodeWeight;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/** Writes the methods of a decoder that print the view. */
final class TextMethods {
    private static final String TEXT = "text";
    private static final String DESCRIBE = "describe";

    private final MessageView view;
    private final AccessorWriter accessors;

    TextMethods(MessageView view, AccessorWriter accessors) {
        this.view = view;
        this.accessors = accessors;
    }

    List<MethodSpec> methods() {
        List<MethodSpec> methods = new ArrayList<>();
        List<CodeBlock> fields = view.methods().stream()
                .filter(it -> !(it instanceof MessageView.Copy))
                .map(this::field)
                .toList();
        List<List<CodeBlock>> runs = CodeWeight.split(fields, CodeWeight.BUDGET, CodeWeight::of);
        CodeBlock begin = CodeBlock.builder()
                .addStatement("$N.begin($S)", TEXT, view.type().getSimpleName())
                .build();
        if (runs.size() == 1) {
            methods.add(describe(begin, fields));
            return methods;
        }
        List<MethodSpec> parts = new ArrayList<>();
        List<CodeBlock> calls = new ArrayList<>();
        for (List<CodeBlock> run : runs) {
            MethodSpec.Builder part = method(DESCRIBE + "Part" + (parts.size() + 1), Modifier.PRIVATE);
            run.forEach(part::addCode);
            parts.add(part.build());
            calls.add(CodeBlock.builder()
                    .addStatement("$N($N)", parts.get(parts.size() - 1), TEXT)
                    .build());
        }
        methods.add(describe(begin, calls));
        methods.addAll(parts);
        return methods;
    }

    private static String name(Accessor accessor) {
        return accessor.method().getSimpleName().toString();
    }

    private static MethodSpec describe(CodeBlock begin, List<CodeBlock> fields) {
        MethodSpec.Builder method = method(DESCRIBE, Modifier.PROTECTED)
                .addAnnotation(Override.class)
                .addCode(begin);
        fields.forEach(method::addCode);
        return method.build();
    }

    private static MethodSpec.Builder method(String name, Modifier access) {
        return MethodSpec.methodBuilder(name).addModifiers(access).addParameter(RuntimeTypes.VIEW_TEXT, TEXT);
    }

    /**
     * Returns the code that prints one field. The code omits an absent message. A message may contain its own type, and
     * then each absent message would contain another one without end.
     */
    private CodeBlock field(Accessor accessor) {
        CodeBlock.Builder code = CodeBlock.builder();
        CodeBlock add = CodeBlock.of("$N.add($S, $N())", TEXT, name(accessor), name(accessor));
        return accessors
                .messagePresence(accessor)
                .map(isThere -> code.beginControlFlow("if ($L)", isThere)
                        .addStatement("$L", add)
                        .endControlFlow()
                        .build())
                .orElseGet(() -> code.addStatement("$L", add).build());
    }
}
