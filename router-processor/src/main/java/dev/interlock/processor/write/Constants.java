package dev.interlock.processor.write;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import dev.interlock.processor.model.Parameter.Conversion;
import dev.interlock.processor.model.Parameter.Value;
import dev.interlock.processor.runtime.RuntimeTypes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javax.lang.model.element.Modifier;

/** Constants that the binding methods of one generated class refer to. */
final class Constants {
    private final Names names;
    private final Map<TypeName, String> conversions = new LinkedHashMap<>();
    private final List<FieldSpec> conversionFields = new ArrayList<>();
    private final List<FieldSpec> fields = new ArrayList<>();
    /** Names of the constants that several routes may share, by the value of the constant. */
    private final Map<Object, String> shared = new HashMap<>();

    Constants(Names names) {
        this.names = names;
    }

    /** Adds a constant and returns its name. */
    String add(TypeName type, String wanted, CodeBlock value) {
        String name = names.unique(wanted, "_");
        fields.add(constant(type, name, value));
        return name;
    }

    /**
     * Returns the name of the constant for a value. The first call for a value adds the constant.
     *
     * @param key object that identifies the value; keys of equal values are equal
     */
    String share(Object key, TypeName type, String wanted, Supplier<CodeBlock> value) {
        String known = shared.get(key);
        if (known == null) {
            known = add(type, wanted, value.get());
            shared.put(key, known);
        }
        return known;
    }

    /** Returns the code for a conversion: a constant of the runtime, or a constant of this class. */
    CodeBlock conversion(Value value) {
        if (value.conversion() instanceof Conversion.Known known) {
            return CodeBlock.of("$T.$L", RuntimeTypes.CONVERSION, known.constant());
        }
        TypeName type = TypeName.get(value.type());
        return CodeBlock.of("$N", conversions.computeIfAbsent(type, it -> addConversion(value, it)));
    }

    private String addConversion(Value value, TypeName type) {
        String simpleName = simpleName(type);
        // Without the suffix, the constant for a class named ID would also be named ID and would obscure the class (JLS
        // section 6.4.2).
        String name = names.unique(Names.constant(Names.upperSnake(simpleName)) + "_CONVERSION", "_");
        TypeName conversion = ParameterizedTypeName.get(RuntimeTypes.CONVERSION, type);
        conversionFields.add(constant(conversion, name, creation(value.conversion(), type, simpleName)));
        return name;
    }

    private static CodeBlock creation(Conversion conversion, TypeName type, String simpleName) {
        if (conversion instanceof Conversion.EnumConstant) {
            return CodeBlock.of("$T.ofEnum($T.class)", RuntimeTypes.CONVERSION, type);
        }
        String factory = conversion instanceof Conversion.Factory named ? named.method() : "new";
        String article = "AEIO".indexOf(simpleName.charAt(0)) >= 0 ? "an " : "a ";
        return CodeBlock.of("$T.of($S, $T::$L)", RuntimeTypes.CONVERSION, article + simpleName, type, factory);
    }

    private static String simpleName(TypeName type) {
        String name = type.toString();
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static FieldSpec constant(TypeName type, String name, CodeBlock value) {
        return FieldSpec.builder(type, name, Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .initializer(value)
                .build();
    }

    /**
     * Returns the fields in the order of their first use. Conversions come first, because other constants may refer to
     * them.
     */
    List<FieldSpec> fields() {
        List<FieldSpec> all = new ArrayList<>(conversionFields);
        all.addAll(fields);
        return all;
    }
}
