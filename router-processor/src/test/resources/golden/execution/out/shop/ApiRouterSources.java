package shop;

import dev.interlock.http.RouterSources;
import javax.annotation.processing.Generated;

/**
 * Classes that {@link ApiRouter} was made from, with their digests at its compilation.
 */
@Generated("dev.interlock.processor.RouterProcessor")
final class ApiRouterSources extends RouterSources {
  ApiRouterSources() {
    super(3);
  }

  @Override
  protected String name(int source) {
    return switch (source) {
      case 0 -> "shop.Health";
      case 1 -> "shop.Images";
      case 2 -> "shop.Orders";
      default -> throw unknownSource(source);
    };
  }

  @Override
  protected boolean isCurrent(int source) {
    return switch (source) {
      case 0 -> Health_Digest.is("672daa3d60ca7d69");
      case 1 -> Images_Digest.is("3dbd0e02c9c2375c");
      case 2 -> Orders_Digest.is("21dc05a3569c5e0a");
      default -> throw unknownSource(source);
    };
  }
}
