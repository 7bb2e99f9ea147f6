package dev.interlock.processor.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import dev.interlock.processor.model.Application;
import dev.interlock.processor.runtime.RuntimeTypes;
import java.util.List;
import javax.lang.model.element.Modifier;

/** Writes the dispatch tables as text blocks. */
final class TablesWriter {
    private final Application application;
    private final List<String> tables;
    private final ClassName name;

    /**
     * Creates a writer for the tables of one application.
     *
     * @param tables pieces of the text of the dispatch plan; each piece fits in a string constant
     */
    TablesWriter(Application application, List<String> tables) {
        this.application = application;
        this.tables = tables;
        this.name = ClassName.get(application.packageName(), application.routerName() + "Tables");
    }

    /** Returns an expression that contains the text of the tables and parses it. */
    CodeBlock parsed() {
        CodeBlock blocks =
                tables.stream().map(text -> CodeBlock.of("$L", textBlock(text))).collect(CodeBlock.joining(",\n"));
        return CodeBlock.of("$T.parse(\n$>$>$L$<$<)", RuntimeTypes.DISPATCH_TABLE, blocks);
    }

    /** Returns an expression that refers to the tables in the class of {@link #type()}. */
    CodeBlock reference() {
        return CodeBlock.of("$T.parse()", name);
    }

    /** Returns a class that contains only the tables. */
    TypeSpec type() {
        return Declarations.generatedClass(application, name.simpleName())
                .addJavadoc(
                        "Dispatch tables of {@link $T}. Generated: edit the annotated classes instead.",
                        ClassName.get(application.packageName(), application.routerName()))
                .addMethod(MethodSpec.constructorBuilder()
                        .addModifiers(Modifier.PRIVATE)
                        .build())
                .addMethod(MethodSpec.methodBuilder("parse")
                        .addModifiers(Modifier.STATIC)
                        .returns(RuntimeTypes.DISPATCH_TABLE)
                        .addStatement("return $L", parsed())
                        .build())
                .build();
    }

    private static String textBlock(String text) {
        String escaped = text.replace("\\", "\\\\").replace("\"\"\"", "\\\"\"\"");
        return "\"\"\"\n" + escaped.replaceAll("(?m) $", "\\\\s") + (text.endsWith("\n") ? "" : "\\\n") + "\"\"\"";
    }
}
