package dev.interlock.processor.model;

import java.util.List;
import javax.lang.model.type.TypeMirror;

/**
 * A type of JSON that bodies are read or written as.
 *
 * @param type without {@code Optional} around it
 * @param shape what is known of it, as the runtime's {@code JsonShapes} writes it
 * @param objects what the shape names, and what those name
 */
public record JsonBody(TypeMirror type, JsonLibrary library, String shape, List<JsonObject> objects) {
    public JsonBody {
        objects = List.copyOf(objects);
    }
}
