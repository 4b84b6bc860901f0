import Raster
import TestSupport
import Testing
