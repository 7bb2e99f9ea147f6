package dev.interlock.jackson;

import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.SettableBeanProperty;
import com.fasterxml.jackson.databind.deser.ValueInstantiator;
import com.fasterxml.jackson.databind.deser.impl.PropertyValueBuffer;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Records the absent parameters of a creator. Then calls the creator without these parameters. */
final class JacksonLenientInstantiator extends ValueInstantiator.Delegating {
    private static final long serialVersionUID = 1L;

    private final SettableBeanProperty[] parameters;
    /** Members that the parameters set, by the index of the parameter. */
    private final transient JacksonLenientMember[] members;

    JacksonLenientInstantiator(
            ValueInstantiator strict, SettableBeanProperty[] parameters, JacksonLenientMember[] members) {
        super(strict);
        this.parameters = parameters;
        this.members = members;
    }

    /** Returns the member that a parameter sets. */
    JacksonLenientMember member(SettableBeanProperty parameter) {
        return members[parameter.getCreatorIndex()];
    }

    @Override
    public ValueInstantiator createContextual(DeserializationContext context, BeanDescription type)
            throws JsonMappingException {
        ValueInstantiator contextual = _delegate.createContextual(context, type);
        return contextual == _delegate ? this : new JacksonLenientInstantiator(contextual, parameters, members);
    }

    @Override
    public SettableBeanProperty[] getFromObjectArguments(DeserializationConfig config) {
        return parameters;
    }

    @Override
    public @Nullable Object createFromObjectWith(
            DeserializationContext context, SettableBeanProperty[] parameters, PropertyValueBuffer values)
            throws IOException {
        JacksonLenientReading reading = JacksonLenientReading.of(context);
        for (SettableBeanProperty parameter : parameters) {
            if (!values.hasParameter(parameter) && isRequired(parameter, context)) {
                noteAbsent(parameter, reading, context);
            }
        }
        // If a value inside was rejected, the result is useless. So the creator is not called.
        boolean hasRejected = reading != null && reading.hasRejectedInside();
        return hasRejected ? null : super.createFromObjectWith(context, parameters, values);
    }

    private static void noteAbsent(
            SettableBeanProperty parameter, @Nullable JacksonLenientReading reading, DeserializationContext context)
            throws JsonMappingException {
        if (reading == null) {
            context.reportInputMismatch(
                    parameter,
                    "Missing required creator property '%s' (index %d)",
                    parameter.getName(),
                    parameter.getCreatorIndex());
        } else {
            reading.noteAbsent(parameter, context);
        }
    }

    private boolean isRequired(SettableBeanProperty parameter, DeserializationContext context) {
        boolean isIgnored = _delegate instanceof JacksonIgnored ignoring && ignoring.ignores(parameter.getName());
        return !isIgnored && member(parameter).isRequired(isOfJackson(), context);
    }

    private boolean isOfJackson() {
        return _delegate instanceof JacksonIgnored
                || _delegate.getClass().getName().startsWith("com.fasterxml.jackson.databind.");
    }
}
