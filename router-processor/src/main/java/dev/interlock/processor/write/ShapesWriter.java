package dev.interlock.processor.write;

import com.google.auto.common.MoreTypes;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import dev.interlock.processor.model.JsonBody;
import dev.interlock.processor.model.JsonObject;
import dev.interlock.processor.runtime.RuntimeTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.lang.model.element.Modifier;

/**
 * Writes the methods that return the declared JSON of an application. Each object type has its own method, because the
 * length of a method and the depth of chained calls are limited.
 */
final class ShapesWriter {
    private static final String SHAPES = "shapes";

    private ShapesWriter() {}

    /** Returns a method without parameters that returns all declared JSON, followed by the methods that it calls. */
    static List<MethodSpec> methods(List<JsonBody> bodies) {
        Map<String, JsonObject> objects = new TreeMap<>();
        bodies.stream()
                .flatMap(body -> body.objects().stream())
                .forEach(object -> objects.putIfAbsent(object.name(), object));
        Names names = new Names(List.of(SHAPES));
        MethodSpec.Builder whole = MethodSpec.methodBuilder(SHAPES)
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                .returns(RuntimeTypes.JSON_SHAPES)
                .addStatement("$T $N = new $T()", RuntimeTypes.JSON_SHAPES, SHAPES, RuntimeTypes.JSON_SHAPES);
        List<MethodSpec> methods = new ArrayList<>();
        for (JsonObject object : objects.values()) {
            MethodSpec method = method(object, names);
            methods.add(method);
            whole.addStatement("$N($N)", method, SHAPES);
        }
        methods.add(0, whole.addStatement("return $N", SHAPES).build());
        return methods;
    }

    private static MethodSpec method(JsonObject object, Names names) {
        String simpleName =
                MoreTypes.asTypeElement(object.type()).getSimpleName().toString();
        MethodSpec.Builder method = MethodSpec.methodBuilder(
                        names.unique(Names.camel(Names.upperSnake(simpleName)), ""))
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                .addParameter(RuntimeTypes.JSON_SHAPES, SHAPES)
                .addStatement(
                        "$N.object($S, $L)", SHAPES, object.name(), JsonWriter.token(TypeName.get(object.type())));
        if (object.ignoresCase()) {
            method.addStatement("$N.ignoreCase()", SHAPES);
        }
        if (object.open()) {
            method.addStatement("$N.open()", SHAPES);
        }
        write(object.properties(), method);
        object.subtypes().ifPresent(subtypes -> {
            method.addStatement("$N.subtypes($S, $S)", SHAPES, subtypes.property(), subtypes.expected());
            for (JsonObject.Subtype subtype : subtypes.all()) {
                method.addStatement("$N.subtype($S)", SHAPES, subtype.name());
                write(subtype.properties(), method);
            }
        });
        return method.build();
    }

    private static void write(List<JsonObject.Property> properties, MethodSpec.Builder method) {
        for (JsonObject.Property property : properties) {
            String kind = property.required() ? "required" : "optional";
            method.addStatement("$N.$L($S, $S)", SHAPES, kind, property.name(), property.shape());
            property.aliases().forEach(alias -> method.addStatement("$N.alias($S)", SHAPES, alias));
            if (property.secret()) {
                method.addStatement("$N.secret()", SHAPES);
            }
        }
    }
}
