package dev.interlock.processor.write;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import dev.interlock.processor.model.Application;
import dev.interlock.processor.model.Instance;
import dev.interlock.processor.model.JsonBody;
import dev.interlock.processor.model.JsonLibrary;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Modifier;

/** Collects the JSON types of an application, and names the field that holds the codec of each type. */
final class JsonFields {
    private final Map<String, JsonBody> bodies = new TreeMap<>();
    private final Map<String, String> names = new TreeMap<>();
    /** Cache of the keys of the added JSON bodies. The text of a key is expensive to create. */
    private final IdentityHashMap<JsonBody, String> keys = new IdentityHashMap<>();

    private final ClassName holder;
    private final String variable;

    private JsonFields(ClassName holder, String variable) {
        this.holder = holder;
        this.variable = variable;
    }

    static JsonFields of(Application application) {
        Names members =
                new Names(application.instances().stream().map(Instance::name).toList());
        JsonFields fields = new JsonFields(
                ClassName.get(application.packageName(), application.routerName() + "Json"),
                members.unique("json", ""));
        application.json().forEach(fields::add);
        Names names = new Names(List.of());
        fields.bodies.forEach((key, body) -> fields.names.put(key, names.unique(name(TypeName.get(body.type())), "")));
        return fields;
    }

    private void add(JsonBody body) {
        String key = key(body);
        keys.put(body, key);
        bodies.putIfAbsent(key, body);
    }

    boolean isEmpty() {
        return bodies.isEmpty();
    }

    /** Returns the class that declares the fields for the codecs. */
    ClassName holder() {
        return holder;
    }

    /**
     * Returns the name of the field and of the parameter for an instance of {@link #holder}. Routers and their parts
     * use this name.
     */
    String variable() {
        return variable;
    }

    /** Returns the field of a router or part that holds the codecs. */
    FieldSpec field() {
        return FieldSpec.builder(holder, variable, Modifier.PRIVATE, Modifier.FINAL)
                .build();
    }

    /** Returns the parameter for the codecs in the constructor of a router or part. */
    ParameterSpec parameter() {
        return ParameterSpec.builder(holder, variable).build();
    }

    /** Returns the constructor statement that sets the field. */
    CodeBlock assignment() {
        return CodeBlock.builder()
                .addStatement("this.$N = $N", variable, variable)
                .build();
    }

    /** Returns the JSON libraries that the application needs. */
    List<JsonLibrary> libraries() {
        return bodies.values().stream()
                .map(JsonBody::library)
                .distinct()
                .sorted()
                .toList();
    }

    /** Returns the JSON types in the order of their names. */
    List<JsonBody> bodies() {
        return List.copyOf(bodies.values());
    }

    int size() {
        return bodies.size();
    }

    String name(JsonBody body) {
        return Objects.requireNonNull(names.get(Objects.requireNonNull(keys.get(body))));
    }

    /**
     * Returns the key of a type. Two uses of the same type have different keys and codecs if a value within the type
     * may be null in only one of the uses.
     */
    private static String key(JsonBody body) {
        return TypeName.get(body.type()) + " " + body.shape();
    }

    /** Returns an expression for the codec of a type. Methods of a router or part can use the expression. */
    CodeBlock codec(JsonBody body) {
        return CodeBlock.of("$N.$N", variable, name(body));
    }

    private static String name(TypeName type) {
        String words = words(type);
        String name = words.substring(0, 1).toLowerCase(Locale.ROOT) + words.substring(1);
        return SourceVersion.isKeyword(name) ? name + "Json" : name;
    }

    /** Returns a Java name for the type, such as {@code ListOfOrder} for {@code List<Order>}. */
    private static String words(TypeName type) {
        if (type instanceof ArrayTypeName array) {
            return "ArrayOf" + words(array.componentType());
        }
        if (type instanceof ParameterizedTypeName parameterized
                && !parameterized.typeArguments().isEmpty()) {
            return parameterized.typeArguments().stream()
                    .map(JsonFields::words)
                    .collect(Collectors.joining("And", parameterized.rawType().simpleName() + "Of", ""));
        }
        TypeName boxed = Declarations.erased(type).box();
        return boxed instanceof ClassName name ? name.simpleName() : "Json";
    }
}
