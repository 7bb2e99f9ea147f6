package dev.interlock.processor.write;

import com.palantir.javapoet.ClassName;
import javax.lang.model.element.TypeElement;

/**
 * What the classes are called that are generated for protobuf interfaces. They stand beside the interface: a router names them
 * before they are there.
 */
final class GeneratedNames {
    private GeneratedNames() {}

    /** The class that implements a {@code @ProtoView} interface: {@code Orders_NewOrderDecoder} for {@code Orders.NewOrder}. */
    static ClassName decoder(TypeElement view) {
        return beside(view, "Decoder");
    }

    /** The class that implements a {@code @ProtoWriter} interface: {@code Orders_TotalEncoder} for {@code Orders.Total}. */
    static ClassName encoder(TypeElement writer) {
        return beside(writer, "Encoder");
    }

    private static ClassName beside(TypeElement type, String suffix) {
        ClassName name = ClassName.get(type);
        return ClassName.get(name.packageName(), String.join("_", name.simpleNames()) + suffix);
    }
}
