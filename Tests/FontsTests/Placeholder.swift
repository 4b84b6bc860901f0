import Fonts
import TestSupport
import Testing
