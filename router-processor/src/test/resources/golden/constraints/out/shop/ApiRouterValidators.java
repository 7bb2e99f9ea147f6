package shop;

import dev.interlock.generated.validate.jakarta.JakartaConstraint;
import jakarta.validation.Payload;
import java.lang.annotation.Annotation;
import java.util.Arrays;
import javax.annotation.processing.Generated;

/**
 * Validators of {@link Api}. Generated: edit the annotated classes instead.
 */
@Generated("dev.interlock.processor.RouterProcessor")
final class ApiRouterValidators {
  static final JakartaConstraint<Integer> PACKED = JakartaConstraint.of(
      new Orders.PackedValidator(),
      new PackedAnnotation(6, "must be packed by {by}", JakartaConstraint.array(), JakartaConstraint.array()),
      "must be packed by 6",
      "by", "6");

  private ApiRouterValidators() {
  }

  /**
   * Initializes this class, and so creates the validators. A faulty validator then fails the start.
   */
  static void initialize() {
  }

  /**
   * {@link Orders.Packed} with the values of one use.
   */
  record PackedAnnotation(int by, String message, Class<?>[] groups,
      Class<? extends Payload>[] payload) implements Orders.Packed {
    @Override
    public Class<? extends Annotation> annotationType() {
      return Orders.Packed.class;
    }

    @Override
    public Class<?>[] groups() {
      return groups.clone();
    }

    @Override
    public Class<? extends Payload>[] payload() {
      return payload.clone();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Orders.Packed that
          && Integer.compare(this.by, that.by()) == 0
          && this.message.equals(that.message())
          && Arrays.equals(this.groups, that.groups())
          && Arrays.equals(this.payload, that.payload());
    }

    @Override
    public int hashCode() {
      return (127 * "by".hashCode() ^ Integer.hashCode(this.by))
          + (127 * "message".hashCode() ^ this.message.hashCode())
          + (127 * "groups".hashCode() ^ Arrays.hashCode(this.groups))
          + (127 * "payload".hashCode() ^ Arrays.hashCode(this.payload));
    }

    @Override
    public String toString() {
      return "@shop.Orders.Packed(" + "by=" + this.by + ", "
          + "message=" + this.message + ", "
          + "groups=" + Arrays.toString(this.groups) + ", "
          + "payload=" + Arrays.toString(this.payload) + ")";
    }
  }
}
